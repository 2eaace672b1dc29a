import type { ReactNode } from "react";

/** The buttons of a form, the main one first. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="form-actions">{children}</div>;
}
