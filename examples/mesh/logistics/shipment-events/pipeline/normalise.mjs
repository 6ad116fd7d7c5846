// Turns the carriers' webhook bodies (one JSON object a line on standard input) into the contract's events (standard output).
// What cannot be understood goes to standard error as {reason, record}: the runtime sends it to the dead-letter topic.
import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';

const EVENT_TYPES = {
  DHL: { PU: 'picked_up', TR: 'in_transit', OD: 'out_for_delivery', DN: 'attempt_failed', DL: 'delivered', RT: 'returned' },
  DPD: { 1: 'label_created', 2: 'picked_up', 3: 'in_transit', 10: 'out_for_delivery', 13: 'delivered', 14: 'attempt_failed', 18: 'returned' },
  PNORD: { INFORMED: 'label_created', EN_ROUTE: 'in_transit', EXPECTED: 'out_for_delivery', DELIVERED: 'delivered', RETURNED: 'returned' },
};

/** The event of a webhook body, or the reason why there is none. */
export function normalise(body) {
  const eventTypes = Object.hasOwn(EVENT_TYPES, body.carrier) ? EVENT_TYPES[body.carrier] : undefined;
  if (eventTypes === undefined) return { reason: `unknown carrier ${JSON.stringify(body.carrier)}` };
  if (!Object.hasOwn(eventTypes, body.code)) return { reason: `unknown code ${JSON.stringify(body.code)} of ${body.carrier}` };
  for (const field of ['time', 'received']) {
    if (Number.isNaN(Date.parse(body[field]))) return { reason: `${field} is no time: ${JSON.stringify(body[field])}` };
  }
  if (!/^s-[0-9]{8}$/.test(body.shipment) || !/^o-[0-9]{6}$/.test(body.order)) return { reason: 'shipment or order number is malformed' };
  return {
    event: {
      event_id: eventId(`${body.carrier}|${body.shipment}|${body.code}|${body.time}`),
      shipment_id: body.shipment,
      order_id: body.order,
      event_type: eventTypes[body.code],
      occurred_at: new Date(body.time).toISOString(),
      recorded_at: new Date(body.received).toISOString(),
      carrier_code: body.carrier,
      country_code: body.country ?? null,
    },
  };
}

// The same scan gives the same id, however often the carrier repeats the call: a UUID (version 8) of its hash.
function eventId(text) {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function parse(line) {
  try {
    const body = JSON.parse(line);
    return typeof body === 'object' && body !== null ? normalise(body) : { reason: 'not an object' };
  } catch (error) {
    return { reason: `not JSON: ${error.message}` };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  if (line.trim() === '') continue;
  const { event, reason } = parse(line);
  if (event) process.stdout.write(`${JSON.stringify(event)}\n`);
  else process.stderr.write(`${JSON.stringify({ reason, record: line })}\n`);
}
