import type { Event, ScalarEvent } from 'js-yaml';
import { COLLECTION_STYLE, EVENT_ID, getScalarValue } from 'js-yaml';
import { splitPointer } from '../model/pointer.ts';
import type { EntryPart, Range } from '../model/source-document.ts';
import { scalarRange } from './build-data.ts';

/** Where one value and its key stand, and those below it. */
interface PlacedNode {
  readonly value: Range;
  readonly key: Range | undefined;
  readonly children: Map<string, PlacedNode> | undefined;
}

/** Built only when somebody asks for a position: a document without findings never pays for it. */
export function buildPositions(text: string, events: readonly Event[]): (pointer: string, part: EntryPart) => Range {
  const root = placeDocument(text, events);
  return (pointer, part) => {
    let current = root;
    let isWhole = true;
    for (const token of splitPointer(pointer)) {
      const below = current.children?.get(token);
      if (below === undefined) {
        isWhole = false;
        break;
      }
      current = below;
    }
    return isWhole ? partOf(current, part) : anchorOf(text, current);
  };
}

function partOf(node: PlacedNode, part: EntryPart): Range {
  if (part === 'key') return node.key ?? node.value;
  if (part === 'value' || node.key === undefined) return node.value;
  return { start: node.key.start, end: node.value.end };
}

// What is missing is shown at its parent's key, or at the first line of a parent that has none (a list item, the document).
function anchorOf(text: string, parent: PlacedNode): Range {
  if (parent.key !== undefined) return parent.key;
  const { start, end } = parent.value;
  const lineBreak = text.slice(start, end).search(/[\r\n]/u);
  return { start, end: lineBreak < 0 ? end : start + lineBreak };
}

function placeDocument(text: string, events: readonly Event[]): PlacedNode {
  let index = 1;

  function place(key: Range | undefined, after: number): PlacedNode {
    const event = events[index++];
    if (event === undefined || event.type === EVENT_ID.POP || event.type === EVENT_ID.DOCUMENT) return { value: { start: after, end: after }, key, children: undefined };
    if (event.type === EVENT_ID.SCALAR) return { value: placeScalar(event, after), key, children: undefined };
    if (event.type === EVENT_ID.ALIAS) return { value: { start: event.anchorStart - 1, end: event.anchorEnd }, key, children: undefined };
    const children = new Map<string, PlacedNode>();
    let end = event.style === COLLECTION_STYLE.FLOW ? event.start + 1 : event.start;
    while (index < events.length && events[index]?.type !== EVENT_ID.POP) {
      const { name, node } = event.type === EVENT_ID.MAPPING ? placeEntry(end) : { name: String(children.size), node: place(undefined, end) };
      children.set(name, node);
      end = Math.max(end, node.value.end);
    }
    index += 1;
    if (event.style === COLLECTION_STYLE.FLOW) end = closingEnd(text, end);
    return { value: { start: event.start, end }, key, children };
  }

  function placeScalar(event: ScalarEvent, after: number): Range {
    return event.valueStart < 0 ? { start: after, end: after } : scalarRange(text, event);
  }

  function placeEntry(after: number): { name: string; node: PlacedNode } {
    const event = events[index];
    const name = event?.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
    const key = place(undefined, after).value;
    return { name, node: place(key, key.end) };
  }

  return place(undefined, 0);
}

function closingEnd(text: string, from: number): number {
  const rest = /^(?:[\s,]|#[^\r\n]*)*[\]}]/u.exec(text.slice(from));
  return rest === null ? from : from + rest[0].length;
}
