import { AVOIDED_DAYS, NONE, type Instance, type Task } from "./instance.ts";

/** One weighted move of a date that stood outweighs any distance that it could save. */
export const MOVE = 1_000_000;

/** Weighted days between the opening and the wish; days that only advice speaks against count as further away. */
export function distanceOf({ advised }: Pick<Instance, "advised">, task: Task, slot: number): number {
  const day = slot >> 1;
  const away = task.wish === NONE ? 0 : Math.abs(day - task.wish);
  const advice = (day < task.softFrom ? 1 : 0) + (advised[day] === 1 ? 1 : 0);
  return task.weight * (away + AVOIDED_DAYS * advice);
}

/** How much the move from the date that stood counts; 0 where the task stays or has none. */
export function moveOf(task: Task, slot: number): number {
  return task.previous === NONE || task.previous === slot ? 0 : task.moveWeight;
}

export function priceOf(instance: Pick<Instance, "advised">, task: Task, slot: number): number {
  return MOVE * moveOf(task, slot) + distanceOf(instance, task, slot);
}
