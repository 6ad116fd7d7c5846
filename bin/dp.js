#!/usr/bin/env node
import { run } from '../dist/dp.js';

process.exitCode = await run(process.argv.slice(2));
