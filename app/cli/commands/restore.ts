import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { bringBack } from "#app/db/backup/bring-back.server.ts";
import { BackupUnusable } from "#app/db/backup/unusable.server.ts";
import { openDatabase } from "#app/db/client.server.ts";
import { applyMigrations } from "#app/db/cluster/migrations.server.ts";
import { logKey } from "#app/db/log-key.server.ts";
import { keyFileBeside, readPrivateKey } from "#app/http/backup-key.server.ts";
import { keepWaitingKey, takeWaitingKey } from "#app/http/digest-key.server.ts";
import { sealLog } from "#app/usecases/seal-log.server.ts";
import { type LogReport, verifyLog } from "#app/usecases/verify-log.server.ts";
import { type Call, type Command, textOf, WrongInput } from "#app/cli/command.ts";
import { PRODUCT } from "#app/cli/product.ts";

const HOUR_MS = 3_600_000;
const MIGRATIONS = "prisma/migrations";

export const restoreCommand: Command = {
  name: "restore",
  usage: "FILE [--key FILE] [--replace]",
  example: "restore province.backup --data-dir ./restored --json",
  options: { key: { type: "string" }, replace: { type: "boolean" } },
  writes: false,
  run: async (call) => {
    const { t, settings, opened, say } = call;
    const { file, privateKey } = given(call);
    const dataDir = resolve(settings.DATA_DIR);
    const { ownerUrl, appUrl, installation } = opened;
    // Nobody may be at work in the database, not even this process.
    await installation.database.close();
    try {
      const brought = await bringBack({
        ownerUrl,
        appUrl,
        migrations: resolve(MIGRATIONS),
        file,
        privateKey,
        replace: call.values["replace"] === true,
        now: installation.now(),
        keepKey: (secret) => {
          if (settings.DIGEST_KEY === undefined) keepWaitingKey(dataDir, secret);
          else if (settings.DIGEST_KEY !== secret) throw new BackupUnusable("otherDigestKey");
        },
      });
      if (settings.DIGEST_KEY === undefined) takeWaitingKey(dataDir);
      await applyMigrations({ ownerUrl, appUrl }, resolve(MIGRATIONS), say);
      const log = await verified(ownerUrl, brought.digestKey);
      const { takenAt, tables, rows, head } = brought;
      return {
        exit: log.whole ? 0 : 1,
        json: { file, takenAt, tables, rows, head, logWhole: log.whole, sealed: log.sealed, newest: log.newest },
        lines: [
          t("cli.restored", { file, takenAt, tables, rows }),
          log.whole ? t("cli.whole", { sealed: log.sealed, seals: log.seals, unsealed: log.unsealed }) : t("cli.restoredNotWhole", { count: log.problemCount }),
          ...(log.newest === null ? [] : [t("cli.newestSeal", { anchor: `${log.newest.n}:${log.newest.hash}` })]),
          t("cli.restoredSignIn"),
        ],
      };
    } catch (error) {
      if (!(error instanceof BackupUnusable)) throw error;
      throw new WrongInput(error.code, `${t(`cli.backup.${error.code}`, detailsOf(error))} ${t("cli.nothingChanged")}`, error.details);
    }
  },
};

/** Every sentence finds the words that it names. */
const detailsOf = ({ details }: BackupUnusable) => ({ found: "", expected: "", migration: "", count: 0, ...details, product: PRODUCT });

function given(call: Call) {
  const { t, positionals } = call;
  const [path] = positionals;
  if (path === undefined) throw new WrongInput("fileExpected", t("cli.fileExpected"));
  if (!existsSync(path)) throw new WrongInput("fileMissing", t("cli.fileMissing", { found: path }), { found: path });
  const keyFile = textOf(call, "key") ?? keyFileBeside(path);
  if (!existsSync(keyFile)) throw new WrongInput("keyNeeded", t("cli.keyNeeded", { found: keyFile }), { found: keyFile });
  const privateKey = readPrivateKey(keyFile);
  if (privateKey === null) throw new WrongInput("notAKey", t("cli.notAKey", { found: keyFile }), { found: keyFile });
  return { file: resolve(path), privateKey };
}

/** What the back-up held unsealed is sealed, behind the last seal that it brought. */
async function verified(ownerUrl: string, digestKey: string): Promise<LogReport> {
  const database = openDatabase(ownerUrl, { poolSize: 2, logKey: logKey(digestKey) });
  try {
    await database.transaction(sealLog, { timeoutMs: HOUR_MS });
    return await database.transaction((tx) => verifyLog(tx), { timeoutMs: HOUR_MS });
  } finally {
    await database.close();
  }
}
