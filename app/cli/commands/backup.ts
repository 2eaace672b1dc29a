import { existsSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { dayInVietNam } from "#app/core/time/instant.ts";
import { fingerprintOf } from "#app/db/backup/sealed-file.server.ts";
import { takeBackup } from "#app/db/backup/take.server.ts";
import { recipientFor } from "#app/http/backup-key.server.ts";
import { recordBackup } from "#app/usecases/record-backup.server.ts";
import { sealLog } from "#app/usecases/seal-log.server.ts";
import { actorFor } from "#app/cli/actor.server.ts";
import { type Call, type Command, textOf, WrongInput } from "#app/cli/command.ts";
import { PRODUCT } from "#app/cli/product.ts";

const LONG_MS = 600_000;

export const backupCommand: Command = {
  name: "backup",
  usage: "FILE",
  example: "backup province.backup --json",
  options: {},
  writes: false,
  run: async (call) => {
    const { t, settings, opened } = call;
    const file = newFileOf(call);
    const { installation, ownerUrl } = opened;
    const { publicKey, madeNow, keyFile } = recipientFor({ dataDir: resolve(settings.DATA_DIR), given: settings.BACKUP_RECIPIENT, file });
    const recipient = fingerprintOf(publicKey);
    const now = installation.now();
    const login = textOf(call, "as");
    await call.transaction(async (tx) => {
      const actor = login === undefined ? null : await actorFor(tx, login, dayInVietNam(now), t);
      await recordBackup(tx, { actor, now, recipient });
    });
    await call.transaction(sealLog, LONG_MS);
    const taken = await takeBackup({ ownerUrl, file, recipient: publicKey, digestKey: installation.digestKey, product: PRODUCT, takenAt: now });
    const { tables, rows, bytes, sha256, head } = taken;
    return {
      exit: 0,
      json: { file, takenAt: now.toISOString(), tables, rows, bytes, sha256, head, recipient, keyFile },
      lines: [
        t("cli.backedUp", { file, tables, rows, megabytes: (bytes / 1_000_000).toFixed(1) }),
        t("cli.backupSum", { sha256 }),
        ...(head === null ? [] : [t("cli.newestSeal", { anchor: head })]),
        ...(keyFile === null ? [] : [t(madeNow ? "cli.backupKeyMade" : "cli.backupKeyStillHere", { file: keyFile })]),
      ],
    };
  },
};

/** An older back-up is never written over. */
function newFileOf({ positionals, t }: Call): string {
  const [path] = positionals;
  if (path === undefined) throw new WrongInput("fileExpected", t("cli.fileExpected"));
  const file = resolve(path);
  if (existsSync(file)) throw new WrongInput("fileThere", t("cli.fileThere", { found: path }), { found: path });
  if (!(statSync(dirname(file), { throwIfNoEntry: false })?.isDirectory() ?? false)) throw new WrongInput("folderMissing", t("cli.folderMissing", { found: dirname(file) }), { found: dirname(file) });
  return file;
}
