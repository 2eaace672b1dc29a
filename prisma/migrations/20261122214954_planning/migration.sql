-- AlterTable
ALTER TABLE "BranchSetting" ADD COLUMN     "attending" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "gapDays" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lessonDays" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "pilots" TEXT NOT NULL DEFAULT 'soft';

-- AlterTable
ALTER TABLE "Congress" ADD COLUMN     "desiredOn" DATE;

-- AlterTable
ALTER TABLE "PlanVersion" ADD COLUMN     "approvedById" UUID,
ADD COLUMN     "approvedOn" DATE,
ADD COLUMN     "createdById" UUID,
ADD COLUMN     "name" TEXT,
ADD COLUMN     "proposedById" UUID,
ADD COLUMN     "question" JSONB,
ADD COLUMN     "reason" TEXT,
ADD COLUMN     "summary" JSONB,
ADD COLUMN     "unitId" UUID,
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "PlannedDate" ADD COLUMN     "why" JSONB;

-- CreateTable
CREATE TABLE "PlanUnplaced" (
    "planVersionId" UUID NOT NULL,
    "congressId" UUID NOT NULL,
    "why" JSONB NOT NULL,

    CONSTRAINT "PlanUnplaced_pkey" PRIMARY KEY ("planVersionId","congressId")
);

-- CreateTable
CREATE TABLE "PlanningRun" (
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "question" JSONB NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "share" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "placed" INTEGER NOT NULL DEFAULT 0,
    "asked" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "requestedById" UUID NOT NULL,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeatAt" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "planVersionId" UUID,

    CONSTRAINT "PlanningRun_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AcceptedException" (
    "id" UUID NOT NULL,
    "congressId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "otherId" TEXT,
    "forOpening" DATE NOT NULL,
    "until" DATE,
    "reason" TEXT NOT NULL,
    "document" TEXT NOT NULL,
    "acceptedById" UUID NOT NULL,
    "acceptedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "withdrawnAt" TIMESTAMPTZ(3),

    CONSTRAINT "AcceptedException_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConflictCare" (
    "congressId" UUID NOT NULL,
    "findingKey" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "firstSeen" DATE NOT NULL,
    "ownerId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ConflictCare_pkey" PRIMARY KEY ("congressId","findingKey")
);

-- CreateTable
CREATE TABLE "ConflictWeek" (
    "campaignId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "week" DATE NOT NULL,
    "code" TEXT NOT NULL,
    "severity" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "ConflictWeek_pkey" PRIMARY KEY ("campaignId","unitId","week","code","severity")
);

-- CreateTable
CREATE TABLE "Feed" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "unitId" UUID NOT NULL,
    "leaderId" UUID,
    "accountId" UUID NOT NULL,
    "secretHash" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastReadAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Feed_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DateProposal" (
    "congressId" UUID NOT NULL,
    "rank" INTEGER NOT NULL,
    "opensOn" DATE NOT NULL,
    "session" TEXT NOT NULL,
    "note" TEXT,
    "state" TEXT NOT NULL DEFAULT 'open',
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "DateProposal_pkey" PRIMARY KEY ("congressId","rank")
);

-- CreateIndex
CREATE INDEX "PlanUnplaced_congressId_idx" ON "PlanUnplaced"("congressId");

-- CreateIndex
CREATE INDEX "PlanningRun_unitId_requestedAt_idx" ON "PlanningRun"("unitId", "requestedAt");

-- CreateIndex
CREATE INDEX "PlanningRun_state_idx" ON "PlanningRun"("state");

-- CreateIndex
CREATE INDEX "AcceptedException_congressId_idx" ON "AcceptedException"("congressId");

-- CreateIndex
CREATE INDEX "ConflictCare_ownerId_idx" ON "ConflictCare"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Feed_secretHash_key" ON "Feed"("secretHash");

-- CreateIndex
CREATE INDEX "Feed_accountId_idx" ON "Feed"("accountId");

-- CreateIndex
CREATE INDEX "Feed_unitId_idx" ON "Feed"("unitId");

-- CreateIndex
CREATE INDEX "PlanVersion_unitId_idx" ON "PlanVersion"("unitId");

-- AddForeignKey
ALTER TABLE "PlanVersion" ADD CONSTRAINT "PlanVersion_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanVersion" ADD CONSTRAINT "PlanVersion_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanVersion" ADD CONSTRAINT "PlanVersion_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanVersion" ADD CONSTRAINT "PlanVersion_approvedById_fkey" FOREIGN KEY ("approvedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanUnplaced" ADD CONSTRAINT "PlanUnplaced_planVersionId_fkey" FOREIGN KEY ("planVersionId") REFERENCES "PlanVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanUnplaced" ADD CONSTRAINT "PlanUnplaced_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanningRun" ADD CONSTRAINT "PlanningRun_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanningRun" ADD CONSTRAINT "PlanningRun_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanningRun" ADD CONSTRAINT "PlanningRun_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanningRun" ADD CONSTRAINT "PlanningRun_planVersionId_fkey" FOREIGN KEY ("planVersionId") REFERENCES "PlanVersion"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AcceptedException" ADD CONSTRAINT "AcceptedException_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AcceptedException" ADD CONSTRAINT "AcceptedException_acceptedById_fkey" FOREIGN KEY ("acceptedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictCare" ADD CONSTRAINT "ConflictCare_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictCare" ADD CONSTRAINT "ConflictCare_ownerId_fkey" FOREIGN KEY ("ownerId") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictWeek" ADD CONSTRAINT "ConflictWeek_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConflictWeek" ADD CONSTRAINT "ConflictWeek_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feed" ADD CONSTRAINT "Feed_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feed" ADD CONSTRAINT "Feed_leaderId_fkey" FOREIGN KEY ("leaderId") REFERENCES "Leader"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Feed" ADD CONSTRAINT "Feed_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DateProposal" ADD CONSTRAINT "DateProposal_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DateProposal" ADD CONSTRAINT "DateProposal_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- RenameIndex
ALTER INDEX "PlanVersion_number" RENAME TO "PlanVersion_campaignId_number_key";

-- handwritten below
-- A branch is planned once at a time.
CREATE UNIQUE INDEX "PlanningRun_one_at_a_time" ON "PlanningRun" ("unitId") WHERE state IN ('queued', 'running', 'stopping');
ALTER TABLE "BranchSetting" ADD CONSTRAINT "BranchSetting_planning" CHECK ("gapDays" BETWEEN 0 AND 60 AND "lessonDays" BETWEEN 0 AND 60 AND attending BETWEEN 0 AND 9 AND pilots IN ('soft', 'hard'));
ALTER TABLE "DateProposal" ADD CONSTRAINT "DateProposal_at_most_three" CHECK (rank BETWEEN 1 AND 3);
