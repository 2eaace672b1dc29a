-- CreateTable
CREATE TABLE "LogEpoch" (
    "n" INTEGER NOT NULL,
    "startsAt" BIGINT NOT NULL,
    "shift" BIGINT NOT NULL,
    "keyId" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "head" TEXT,
    "mac" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LogEpoch_pkey" PRIMARY KEY ("n")
);

-- handwritten below

-- Leaves and seals are keyed from here on. What an earlier version wrote keeps its hashes: the first start closes it
-- with a last seal of the old kind and writes down, under the key, where the keyed part begins.
CREATE TRIGGER "LogEpoch_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "LogEpoch"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();

-- A restored database counts its transactions anew; their places in the log go on behind the last one used.
CREATE FUNCTION log_shift() RETURNS bigint LANGUAGE sql STABLE AS
  $$ SELECT coalesce((SELECT "shift" FROM "LogEpoch" ORDER BY "n" DESC LIMIT 1), 0) $$;
ALTER TABLE "AuditEntry" ALTER COLUMN "xid" SET DEFAULT ((pg_current_xact_id())::text)::bigint + log_shift();
