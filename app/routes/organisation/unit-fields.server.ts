import { LEVELS } from "#app/core/organisation/level.ts";
import { UNIT_KINDS } from "#app/core/organisation/unit-kind.ts";
import { oneOf, optionalDay, optionalInteger, optionalText, text } from "#app/http/fields.server.ts";

/** The fields of a unit, for adding and for editing. */
export const unitFields = {
  name: text(200),
  kind: oneOf(UNIT_KINDS),
  level: optionalText(20).pipe(oneOf(LEVELS).nullable()),
  partyName: optionalText(200),
  members: optionalInteger(0, 9_999_999),
  validFrom: optionalDay(),
  validUntil: optionalDay(),
};
