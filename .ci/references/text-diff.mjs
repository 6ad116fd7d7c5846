/**
 * The lines in which two texts differ, as a unified diff without headers: each change with the lines of its parents (less
 * indented lines above it), so that an excerpt shows where it is.
 */
export function excerpt(before, after) {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const steps = align(old, fresh);
  const shown = new Set();
  steps.forEach((step, index) => {
    if (step.mark === ' ') return;
    shown.add(index);
    for (const parent of parents(steps, index)) shown.add(parent);
  });
  return steps.flatMap((step, index) => (shown.has(index) ? [`${step.mark} ${step.line}`] : []));
}

function linesOf(text) {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

/** Longest common subsequence; fixtures have some forty lines. */
function align(old, fresh) {
  const lengths = Array.from({ length: old.length + 1 }, () => new Array(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = fresh.length - 1; j >= 0; j -= 1) lengths[i][j] = old[i] === fresh[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  }
  const steps = [];
  let [i, j] = [0, 0];
  while (i < old.length || j < fresh.length) {
    if (i < old.length && j < fresh.length && old[i] === fresh[j]) steps.push({ mark: ' ', line: old[i++], at: j++ });
    else if (j >= fresh.length || (i < old.length && lengths[i + 1][j] >= lengths[i][j + 1])) steps.push({ mark: '-', line: old[i++] });
    else steps.push({ mark: '+', line: fresh[j++] });
  }
  return steps;
}

/** Lines above that own this one: each less indented than the last. A list item owns what stands deeper than its dash. */
function parents(steps, index) {
  const found = [];
  let indent = indentOf(steps[index].line);
  for (let at = index - 1; at >= 0 && indent > 0; at -= 1) {
    const own = indentOf(steps[at].line);
    const isDash = /^\s*- /.test(steps[at].line);
    if (own < indent || (isDash && own < indent)) {
      found.push(at);
      indent = own;
    }
  }
  return found;
}

function indentOf(line) {
  return /^\s*/.exec(line)[0].length;
}
