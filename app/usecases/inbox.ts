/** Something that waits for the actor. The code has its sentence in ui/words/work (inbox.<code>). */
export type InboxItem = {
  readonly code:
    | "grantsToDecide"
    | "datesToApprove"
    | "daysProposed"
    | "plansToDecide"
    | "undated"
    | "drafts"
    | "blocked"
    | "checksOverdue"
    | "checksDue"
    | "conclusionsReturned"
    | "conclusionsToDecide"
    | "lettersOverdue"
    | "lettersDue"
    | "lettersToDecide"
    | "linesDue"
    | "linesOverdue"
    | "linesToAccept"
    | "outcomesMissing";
  readonly count: number;
  readonly href: string;
  /** How pressing: decides the order and the sign. */
  readonly tone: "red" | "amber" | "plain";
};
