import { FROM_THE_BEGINNING } from "#app/core/organisation/unit-fit.ts";
import { type ActionFunctionArgs, json, redirect, type TypedResponse } from "@remix-run/node";
import { z } from "zod";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { foundInstallation } from "#app/usecases/found-installation.server.ts";
import { hashPassword, weakness } from "#app/usecases/password-hash.server.ts";
import { type Refusal, readForm } from "./door.server.ts";
import { loginField, passwordField, text } from "./fields.server.ts";
import { isEmptyInstallation } from "./sign-in.server.ts";

const Fields = z
  .object({
    unitCode: text(40),
    unitName: text(200),
    administratorName: text(120),
    administratorLogin: loginField(),
    administratorPassword: passwordField(),
    plannerName: text(120),
    plannerLogin: loginField(),
    plannerPassword: passwordField(),
    secretaryName: text(120),
    secretaryLogin: loginField(),
    secretaryPassword: passwordField(),
  })
  .superRefine((form, context) => {
    for (const role of ["administrator", "planner", "secretary"] as const) {
      const weak = weakness(form[`${role}Password`], form[`${role}Login`]);
      if (weak !== null) context.addIssue({ code: "custom", path: [`${role}Password`], message: weak });
    }
  });

/** Open to strangers exactly once: while there is no account. */
export async function foundWith({ request, context }: ActionFunctionArgs): Promise<TypedResponse<Refusal>> {
  if (!(await isEmptyInstallation(context))) return redirect("/sign-in", 303) as TypedResponse<never>;
  const read = await readForm(request, Fields);
  if (!read.ok) return json(read.refusal, { status: 422 });
  const form = read.input;
  const founder = async (role: "administrator" | "planner" | "secretary") => ({
    login: form[`${role}Login`],
    name: form[`${role}Name`],
    passwordHash: await hashPassword(form[`${role}Password`]),
  });
  const now = context.installation.now();
  const founders = { administrator: await founder("administrator"), planner: await founder("planner"), secretary: await founder("secretary") };
  const verdict = await context.installation.database.transaction((tx) =>
    foundInstallation(tx, {
      ...founders,
      unitCode: form.unitCode,
      unitName: form.unitName,
      validFrom: FROM_THE_BEGINNING,
      realDay: dayInVietNam(now),
      now,
    }),
  );
  if (verdict.ok) return redirect("/sign-in", 303) as TypedResponse<never>;
  return json({ ok: false, code: verdict.code, details: verdict.details, fields: {}, values: read.values }, { status: 422 });
}
