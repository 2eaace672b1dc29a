import { DEMO_ACCOUNTS, demoPassword } from "#bench/generator/accounts.ts";
import { fillInstallation } from "#bench/generator/load.ts";
import { SIZES } from "#bench/generator/shape.ts";
import { findRootUnit } from "#app/db/installation.server.ts";
import { countAccounts } from "#app/db/accounts.server.ts";
import { access } from "#app/ui/words/access.ts";
import { type Locale, makeT } from "#app/ui/words/words.ts";
import { choiceOf, type Command, WrongInput } from "#app/cli/command.ts";

export const loadDemoCommand: Command = {
  name: "load-demo",
  usage: "[--size S|M|L]",
  example: "load-demo --data-dir ./demo --json",
  options: { size: { type: "string" } },
  writes: false,
  run: async (call) => {
    const { t } = call;
    const size = choiceOf(call, "size", SIZES, "S");
    const used = await call.transaction(async (tx) => (await countAccounts(tx)) > 0 || (await findRootUnit(tx)) !== null);
    if (used) throw new WrongInput("notEmpty", t("cli.notEmpty"));
    await fillInstallation(call.opened, size, call.say);
    return {
      exit: 0,
      json: { size, accounts: DEMO_ACCOUNTS.map(({ login, role }) => ({ login, role, password: demoPassword(login) })) },
      lines: [t("cli.demoLoaded", { size }), ...accountLines(call.locale)],
    };
  },
};

/** The demo's accounts as a table to print. */
export function accountLines(locale: Locale): string[] {
  const t = makeT(locale, { access });
  const width = Math.max(...DEMO_ACCOUNTS.map(({ login }) => login.length));
  return DEMO_ACCOUNTS.map(({ login, role }) => `  ${login.padEnd(width)}  ${demoPassword(login).padEnd(32)}  ${t(`access.role.${role}`)}`);
}
