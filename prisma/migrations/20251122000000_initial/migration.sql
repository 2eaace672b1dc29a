CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS unaccent;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "Unit" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "foldedName" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "partyName" TEXT NOT NULL,
    "partyNameEdited" BOOLEAN NOT NULL DEFAULT false,
    "members" INTEGER,
    "parentId" UUID,
    "path" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validUntil" DATE,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnitPlacement" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "parentId" UUID,
    "path" TEXT NOT NULL,
    "validFrom" DATE NOT NULL,
    "validUntil" DATE,

    CONSTRAINT "UnitPlacement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UnitHead" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE,

    CONSTRAINT "UnitHead_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "BranchSetting" (
    "unitId" UUID NOT NULL,
    "dailyCeiling" INTEGER,
    "saturdays" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "BranchSetting_pkey" PRIMARY KEY ("unitId")
);

-- CreateTable
CREATE TABLE "BranchDay" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "day" DATE NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "BranchDay_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Leader" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "foldedName" TEXT NOT NULL,
    "post" TEXT NOT NULL,
    "unitId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Leader_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LeaderAbsence" (
    "id" UUID NOT NULL,
    "leaderId" UUID NOT NULL,
    "from" DATE NOT NULL,
    "until" DATE NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "LeaderAbsence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Venue" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "foldedName" TEXT NOT NULL,
    "seats" INTEGER,
    "unitId" UUID NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Venue_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Person" (
    "id" UUID NOT NULL,
    "fullName" TEXT NOT NULL,
    "foldedName" TEXT NOT NULL,
    "sortKey" TEXT NOT NULL,
    "sex" TEXT,
    "bornOn" DATE,
    "joinedOn" DATE,
    "officialOn" DATE,
    "cardNumber" TEXT,
    "unitId" UUID NOT NULL,
    "post" TEXT,
    "inPostSince" DATE,
    "onPlanningList" BOOLEAN,
    "pendingCase" BOOLEAN,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PersonRelation" (
    "personId" UUID NOT NULL,
    "relativeId" UUID NOT NULL,
    "kind" TEXT NOT NULL,

    CONSTRAINT "PersonRelation_pkey" PRIMARY KEY ("personId","relativeId")
);

-- CreateTable
CREATE TABLE "PersonDiscipline" (
    "id" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "decidedOn" DATE NOT NULL,
    "document" TEXT NOT NULL,

    CONSTRAINT "PersonDiscipline_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Account" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "displayName" TEXT NOT NULL,
    "passwordHash" TEXT NOT NULL,
    "personId" UUID,
    "locale" TEXT NOT NULL DEFAULT 'vi',
    "theme" TEXT NOT NULL DEFAULT 'system',
    "state" TEXT NOT NULL DEFAULT 'active',
    "mustChangePassword" BOOLEAN NOT NULL DEFAULT false,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "accountId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lastSeenAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lockedAt" TIMESTAMPTZ(3),
    "device" TEXT NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SignInFailure" (
    "subject" TEXT NOT NULL,
    "count" INTEGER NOT NULL,
    "lastAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "blockedTil" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignInFailure_pkey" PRIMARY KEY ("subject")
);

-- CreateTable
CREATE TABLE "Grant" (
    "id" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "unitId" UUID NOT NULL,
    "validFrom" DATE NOT NULL,
    "validUntil" DATE NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "proposedById" UUID,
    "decidedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "FormKey" (
    "accountId" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "answer" JSONB NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "FormKey_pkey" PRIMARY KEY ("accountId","key")
);

-- CreateTable
CREATE TABLE "ImportDraft" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "unitId" UUID,
    "fileName" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "rows" JSONB NOT NULL,
    "report" JSONB NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "appliedAt" TIMESTAMPTZ(3),

    CONSTRAINT "ImportDraft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Campaign" (
    "id" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "term" TEXT NOT NULL,
    "editionCode" TEXT NOT NULL,
    "openedOn" DATE NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlanVersion" (
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "number" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'working',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PlanVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Congress" (
    "id" UUID NOT NULL,
    "campaignId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "round" INTEGER NOT NULL DEFAULT 1,
    "form" TEXT NOT NULL,
    "contents" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'undated',
    "lengthHalfDays" INTEGER NOT NULL,
    "isPilot" BOOLEAN NOT NULL DEFAULT false,
    "orderExemption" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Congress_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PlannedDate" (
    "planVersionId" UUID NOT NULL,
    "congressId" UUID NOT NULL,
    "opensOn" DATE NOT NULL,
    "closesOn" DATE NOT NULL,
    "session" TEXT NOT NULL,
    "venueId" UUID,
    "reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "PlannedDate_pkey" PRIMARY KEY ("planVersionId","congressId")
);

-- CreateTable
CREATE TABLE "CongressLeader" (
    "planVersionId" UUID NOT NULL,
    "congressId" UUID NOT NULL,
    "leaderId" UUID NOT NULL,

    CONSTRAINT "CongressLeader_pkey" PRIMARY KEY ("planVersionId","congressId","leaderId")
);

-- CreateTable
CREATE TABLE "CongressRecord" (
    "id" UUID NOT NULL,
    "congressId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "recordedOn" DATE NOT NULL,
    "document" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CongressRecord_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ChecklistLine" (
    "congressId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "evidence" TEXT,
    "note" TEXT,
    "doneOn" DATE,
    "changedBy" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "ChecklistLine_pkey" PRIMARY KEY ("congressId","code")
);

-- CreateTable
CREATE TABLE "Outcome" (
    "congressId" UUID NOT NULL,
    "heldOn" DATE NOT NULL,
    "summoned" INTEGER NOT NULL,
    "present" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "mode" TEXT NOT NULL,
    "electedCount" INTEGER,
    "reportedOn" DATE,
    "reportDocument" TEXT,
    "ratifiedOn" DATE,
    "ratifiedDocument" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Outcome_pkey" PRIMARY KEY ("congressId")
);

-- CreateTable
CREATE TABLE "Readiness" (
    "congressId" UUID NOT NULL,
    "light" TEXT NOT NULL,
    "openLight" TEXT NOT NULL,
    "percent" INTEGER NOT NULL,
    "causes" JSONB NOT NULL,
    "nextChangeOn" DATE,
    "computedFor" DATE NOT NULL,
    "opensOn" DATE,
    "held" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "Readiness_pkey" PRIMARY KEY ("congressId")
);

-- CreateTable
CREATE TABLE "RollupCount" (
    "campaignId" UUID NOT NULL,
    "unitId" UUID NOT NULL,
    "red" INTEGER NOT NULL DEFAULT 0,
    "amber" INTEGER NOT NULL DEFAULT 0,
    "green" INTEGER NOT NULL DEFAULT 0,
    "grey" INTEGER NOT NULL DEFAULT 0,
    "openRed" INTEGER NOT NULL DEFAULT 0,
    "openAmber" INTEGER NOT NULL DEFAULT 0,
    "openGreen" INTEGER NOT NULL DEFAULT 0,
    "openGrey" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RollupCount_pkey" PRIMARY KEY ("campaignId","unitId")
);

-- CreateTable
CREATE TABLE "Slate" (
    "congressId" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Slate_pkey" PRIMARY KEY ("congressId")
);

-- CreateTable
CREATE TABLE "SlatePost" (
    "id" UUID NOT NULL,
    "congressId" UUID NOT NULL,
    "post" TEXT NOT NULL,
    "seats" INTEGER NOT NULL,

    CONSTRAINT "SlatePost_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Nominee" (
    "id" UUID NOT NULL,
    "congressId" UUID NOT NULL,
    "postId" UUID NOT NULL,
    "personId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "officerId" UUID,
    "state" TEXT NOT NULL DEFAULT 'incomplete',
    "withdrawn" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Nominee_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Check" (
    "id" UUID NOT NULL,
    "nomineeId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'notSent',
    "body" TEXT NOT NULL,
    "sentOn" DATE,
    "dueOn" DATE,
    "answeredOn" DATE,
    "documentNumber" TEXT,
    "finding" TEXT,
    "validUntil" DATE,
    "open" BOOLEAN NOT NULL DEFAULT true,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Check_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "CheckEntry" (
    "id" UUID NOT NULL,
    "checkId" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "documentNumber" TEXT,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CheckEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Conclusion" (
    "id" UUID NOT NULL,
    "nomineeId" UUID NOT NULL,
    "standing" TEXT NOT NULL DEFAULT 'proposed',
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Conclusion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConclusionVersion" (
    "id" UUID NOT NULL,
    "conclusionId" UUID NOT NULL,
    "n" INTEGER NOT NULL,
    "verdict" TEXT NOT NULL,
    "reasons" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "proposedById" UUID NOT NULL,
    "proposedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConclusionVersion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConclusionDecision" (
    "versionId" UUID NOT NULL,
    "decision" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "decidedById" UUID NOT NULL,
    "decidedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ConclusionDecision_pkey" PRIMARY KEY ("versionId")
);

-- CreateTable
CREATE TABLE "Letter" (
    "id" UUID NOT NULL,
    "caseCode" TEXT NOT NULL,
    "envelopeNumber" TEXT,
    "registerUnitId" UUID NOT NULL,
    "competentUnitId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "senderKind" TEXT NOT NULL,
    "secrecy" TEXT NOT NULL DEFAULT 'none',
    "writtenOn" DATE,
    "stampedOn" DATE,
    "receivedOn" DATE NOT NULL,
    "competentReceivedOn" DATE,
    "pages" INTEGER,
    "summary" TEXT,
    "state" TEXT NOT NULL DEFAULT 'received',
    "acceptedOn" DATE,
    "extensions" JSONB NOT NULL DEFAULT '[]',
    "matter" JSONB NOT NULL DEFAULT '{}',
    "concludedOn" DATE,
    "outcome" TEXT,
    "dueOn" DATE,
    "clock" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterSubject" (
    "id" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "personId" UUID,
    "unitId" UUID,
    "congressId" UUID,

    CONSTRAINT "LetterSubject_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterAssignment" (
    "letterId" UUID NOT NULL,
    "accountId" UUID NOT NULL,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LetterAssignment_pkey" PRIMARY KEY ("letterId","accountId")
);

-- CreateTable
CREATE TABLE "LetterEntry" (
    "id" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "note" TEXT,
    "byId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "LetterEntry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "LetterProposal" (
    "id" UUID NOT NULL,
    "letterId" UUID NOT NULL,
    "deed" TEXT NOT NULL,
    "toUnitId" UUID,
    "reason" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "proposedById" UUID NOT NULL,
    "decidedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "LetterProposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AuditEntry" (
    "seq" BIGSERIAL NOT NULL,
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actorId" UUID,
    "actorLogin" TEXT NOT NULL,
    "deed" TEXT NOT NULL,
    "subjectKind" TEXT NOT NULL,
    "subjectId" TEXT NOT NULL,
    "unitPath" TEXT,
    "before" JSONB,
    "after" JSONB,
    "reason" TEXT,
    "leaf" TEXT NOT NULL,
    "xid" BIGINT NOT NULL DEFAULT ((pg_current_xact_id())::text)::bigint,

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "AuditSeal" (
    "n" INTEGER NOT NULL,
    "fromXid" BIGINT NOT NULL,
    "untilXid" BIGINT NOT NULL,
    "count" INTEGER NOT NULL,
    "root" TEXT NOT NULL,
    "prev" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "sealedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AuditSeal_pkey" PRIMARY KEY ("n")
);

-- CreateIndex
CREATE UNIQUE INDEX "Unit_key_key" ON "Unit"("key");

-- CreateIndex
CREATE UNIQUE INDEX "Unit_code_key" ON "Unit"("code");

-- CreateIndex
CREATE INDEX "Unit_path_idx" ON "Unit"("path");

-- CreateIndex
CREATE INDEX "Unit_parentId_name_idx" ON "Unit"("parentId", "name");

-- CreateIndex
CREATE INDEX "Unit_foldedName_trgm" ON "Unit" USING GIN ("foldedName" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "UnitPlacement_unitId_validFrom_idx" ON "UnitPlacement"("unitId", "validFrom");

-- CreateIndex
CREATE INDEX "UnitPlacement_path_idx" ON "UnitPlacement"("path");

-- CreateIndex
CREATE INDEX "UnitPlacement_parentId_idx" ON "UnitPlacement"("parentId");

-- CreateIndex
CREATE INDEX "UnitHead_personId_idx" ON "UnitHead"("personId");

-- CreateIndex
CREATE INDEX "UnitHead_unitId_idx" ON "UnitHead"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "BranchDay_unitId_day_key" ON "BranchDay"("unitId", "day");

-- CreateIndex
CREATE UNIQUE INDEX "Leader_code_key" ON "Leader"("code");

-- CreateIndex
CREATE INDEX "Leader_unitId_idx" ON "Leader"("unitId");

-- CreateIndex
CREATE INDEX "Leader_foldedName_trgm" ON "Leader" USING GIN ("foldedName" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "LeaderAbsence_leaderId_from_idx" ON "LeaderAbsence"("leaderId", "from");

-- CreateIndex
CREATE UNIQUE INDEX "Venue_code_key" ON "Venue"("code");

-- CreateIndex
CREATE INDEX "Venue_unitId_idx" ON "Venue"("unitId");

-- CreateIndex
CREATE INDEX "Venue_foldedName_trgm" ON "Venue" USING GIN ("foldedName" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "Person_unitId_sortKey_idx" ON "Person"("unitId", "sortKey");

-- CreateIndex
CREATE INDEX "Person_foldedName_trgm" ON "Person" USING GIN ("foldedName" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "PersonRelation_relativeId_idx" ON "PersonRelation"("relativeId");

-- CreateIndex
CREATE INDEX "PersonDiscipline_personId_idx" ON "PersonDiscipline"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Account_login_key" ON "Account"("login");

-- CreateIndex
CREATE UNIQUE INDEX "Account_personId_key" ON "Account"("personId");

-- CreateIndex
CREATE INDEX "Session_accountId_idx" ON "Session"("accountId");

-- CreateIndex
CREATE INDEX "Session_lastSeenAt_idx" ON "Session"("lastSeenAt");

-- CreateIndex
CREATE INDEX "Grant_accountId_idx" ON "Grant"("accountId");

-- CreateIndex
CREATE INDEX "Grant_unitId_idx" ON "Grant"("unitId");

-- CreateIndex
CREATE INDEX "FormKey_createdAt_idx" ON "FormKey"("createdAt");

-- CreateIndex
CREATE INDEX "ImportDraft_createdById_createdAt_idx" ON "ImportDraft"("createdById", "createdAt");

-- CreateIndex
CREATE UNIQUE INDEX "Campaign_unitId_term_key" ON "Campaign"("unitId", "term");

-- CreateIndex
CREATE INDEX "PlanVersion_campaignId_state_idx" ON "PlanVersion"("campaignId", "state");

-- CreateIndex
CREATE INDEX "Congress_unitId_idx" ON "Congress"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Congress_campaignId_unitId_round_key" ON "Congress"("campaignId", "unitId", "round");

-- CreateIndex
CREATE INDEX "PlannedDate_congressId_idx" ON "PlannedDate"("congressId");

-- CreateIndex
CREATE INDEX "PlannedDate_planVersionId_opensOn_idx" ON "PlannedDate"("planVersionId", "opensOn");

-- CreateIndex
CREATE INDEX "PlannedDate_venueId_opensOn_idx" ON "PlannedDate"("venueId", "opensOn");

-- CreateIndex
CREATE INDEX "CongressLeader_leaderId_idx" ON "CongressLeader"("leaderId");

-- CreateIndex
CREATE INDEX "CongressLeader_congressId_idx" ON "CongressLeader"("congressId");

-- CreateIndex
CREATE UNIQUE INDEX "CongressRecord_congressId_kind_key" ON "CongressRecord"("congressId", "kind");

-- CreateIndex
CREATE INDEX "Readiness_nextChangeOn_idx" ON "Readiness"("nextChangeOn");

-- CreateIndex
CREATE INDEX "Readiness_light_opensOn_idx" ON "Readiness"("light", "opensOn");

-- CreateIndex
CREATE INDEX "RollupCount_unitId_idx" ON "RollupCount"("unitId");

-- CreateIndex
CREATE UNIQUE INDEX "SlatePost_congressId_post_key" ON "SlatePost"("congressId", "post");

-- CreateIndex
CREATE INDEX "Nominee_congressId_idx" ON "Nominee"("congressId");

-- CreateIndex
CREATE INDEX "Nominee_personId_idx" ON "Nominee"("personId");

-- CreateIndex
CREATE INDEX "Nominee_officerId_idx" ON "Nominee"("officerId");

-- CreateIndex
CREATE UNIQUE INDEX "Nominee_postId_personId_key" ON "Nominee"("postId", "personId");

-- CreateIndex
CREATE INDEX "Check_open_dueOn_idx" ON "Check"("open", "dueOn");

-- CreateIndex
CREATE UNIQUE INDEX "Check_nomineeId_kind_key" ON "Check"("nomineeId", "kind");

-- CreateIndex
CREATE INDEX "CheckEntry_checkId_at_idx" ON "CheckEntry"("checkId", "at");

-- CreateIndex
CREATE UNIQUE INDEX "Conclusion_nomineeId_key" ON "Conclusion"("nomineeId");

-- CreateIndex
CREATE INDEX "Conclusion_standing_idx" ON "Conclusion"("standing");

-- CreateIndex
CREATE UNIQUE INDEX "ConclusionVersion_conclusionId_n_key" ON "ConclusionVersion"("conclusionId", "n");

-- CreateIndex
CREATE UNIQUE INDEX "Letter_caseCode_key" ON "Letter"("caseCode");

-- CreateIndex
CREATE INDEX "Letter_registerUnitId_dueOn_idx" ON "Letter"("registerUnitId", "dueOn");

-- CreateIndex
CREATE INDEX "Letter_competentUnitId_idx" ON "Letter"("competentUnitId");

-- CreateIndex
CREATE INDEX "LetterSubject_letterId_idx" ON "LetterSubject"("letterId");

-- CreateIndex
CREATE INDEX "LetterSubject_personId_idx" ON "LetterSubject"("personId");

-- CreateIndex
CREATE INDEX "LetterSubject_unitId_idx" ON "LetterSubject"("unitId");

-- CreateIndex
CREATE INDEX "LetterSubject_congressId_idx" ON "LetterSubject"("congressId");

-- CreateIndex
CREATE INDEX "LetterAssignment_accountId_idx" ON "LetterAssignment"("accountId");

-- CreateIndex
CREATE INDEX "LetterEntry_letterId_at_idx" ON "LetterEntry"("letterId", "at");

-- CreateIndex
CREATE INDEX "LetterProposal_letterId_idx" ON "LetterProposal"("letterId");

-- CreateIndex
CREATE INDEX "LetterProposal_state_idx" ON "LetterProposal"("state");

-- CreateIndex
CREATE UNIQUE INDEX "AuditEntry_id_key" ON "AuditEntry"("id");

-- CreateIndex
CREATE INDEX "AuditEntry_xid_seq_idx" ON "AuditEntry"("xid", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_subjectKind_subjectId_seq_idx" ON "AuditEntry"("subjectKind", "subjectId", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_unitPath_seq_idx" ON "AuditEntry"("unitPath", "seq");

-- CreateIndex
CREATE INDEX "AuditEntry_actorId_seq_idx" ON "AuditEntry"("actorId", "seq");

-- AddForeignKey
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitPlacement" ADD CONSTRAINT "UnitPlacement_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitPlacement" ADD CONSTRAINT "UnitPlacement_parentId_fkey" FOREIGN KEY ("parentId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitHead" ADD CONSTRAINT "UnitHead_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UnitHead" ADD CONSTRAINT "UnitHead_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BranchSetting" ADD CONSTRAINT "BranchSetting_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "BranchDay" ADD CONSTRAINT "BranchDay_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Leader" ADD CONSTRAINT "Leader_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LeaderAbsence" ADD CONSTRAINT "LeaderAbsence_leaderId_fkey" FOREIGN KEY ("leaderId") REFERENCES "Leader"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Venue" ADD CONSTRAINT "Venue_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Person" ADD CONSTRAINT "Person_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonRelation" ADD CONSTRAINT "PersonRelation_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonRelation" ADD CONSTRAINT "PersonRelation_relativeId_fkey" FOREIGN KEY ("relativeId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PersonDiscipline" ADD CONSTRAINT "PersonDiscipline_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Account" ADD CONSTRAINT "Account_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Session" ADD CONSTRAINT "Session_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "Account"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FormKey" ADD CONSTRAINT "FormKey_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Campaign" ADD CONSTRAINT "Campaign_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlanVersion" ADD CONSTRAINT "PlanVersion_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlannedDate" ADD CONSTRAINT "PlannedDate_planVersionId_fkey" FOREIGN KEY ("planVersionId") REFERENCES "PlanVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlannedDate" ADD CONSTRAINT "PlannedDate_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PlannedDate" ADD CONSTRAINT "PlannedDate_venueId_fkey" FOREIGN KEY ("venueId") REFERENCES "Venue"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CongressLeader" ADD CONSTRAINT "CongressLeader_planVersionId_fkey" FOREIGN KEY ("planVersionId") REFERENCES "PlanVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CongressLeader" ADD CONSTRAINT "CongressLeader_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CongressLeader" ADD CONSTRAINT "CongressLeader_leaderId_fkey" FOREIGN KEY ("leaderId") REFERENCES "Leader"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CongressRecord" ADD CONSTRAINT "CongressRecord_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ChecklistLine" ADD CONSTRAINT "ChecklistLine_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Outcome" ADD CONSTRAINT "Outcome_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Readiness" ADD CONSTRAINT "Readiness_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RollupCount" ADD CONSTRAINT "RollupCount_campaignId_fkey" FOREIGN KEY ("campaignId") REFERENCES "Campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RollupCount" ADD CONSTRAINT "RollupCount_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Slate" ADD CONSTRAINT "Slate_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SlatePost" ADD CONSTRAINT "SlatePost_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Slate"("congressId") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nominee" ADD CONSTRAINT "Nominee_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nominee" ADD CONSTRAINT "Nominee_postId_fkey" FOREIGN KEY ("postId") REFERENCES "SlatePost"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Nominee" ADD CONSTRAINT "Nominee_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Check" ADD CONSTRAINT "Check_nomineeId_fkey" FOREIGN KEY ("nomineeId") REFERENCES "Nominee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CheckEntry" ADD CONSTRAINT "CheckEntry_checkId_fkey" FOREIGN KEY ("checkId") REFERENCES "Check"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conclusion" ADD CONSTRAINT "Conclusion_nomineeId_fkey" FOREIGN KEY ("nomineeId") REFERENCES "Nominee"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConclusionVersion" ADD CONSTRAINT "ConclusionVersion_conclusionId_fkey" FOREIGN KEY ("conclusionId") REFERENCES "Conclusion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConclusionDecision" ADD CONSTRAINT "ConclusionDecision_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "ConclusionVersion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_registerUnitId_fkey" FOREIGN KEY ("registerUnitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_competentUnitId_fkey" FOREIGN KEY ("competentUnitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterSubject" ADD CONSTRAINT "LetterSubject_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterSubject" ADD CONSTRAINT "LetterSubject_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterSubject" ADD CONSTRAINT "LetterSubject_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterSubject" ADD CONSTRAINT "LetterSubject_congressId_fkey" FOREIGN KEY ("congressId") REFERENCES "Congress"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterAssignment" ADD CONSTRAINT "LetterAssignment_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterAssignment" ADD CONSTRAINT "LetterAssignment_accountId_fkey" FOREIGN KEY ("accountId") REFERENCES "Account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterEntry" ADD CONSTRAINT "LetterEntry_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "LetterProposal" ADD CONSTRAINT "LetterProposal_letterId_fkey" FOREIGN KEY ("letterId") REFERENCES "Letter"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- handwritten below

-- Paths compare byte by byte, so that "everything under a branch" is an index range.
ALTER TABLE "Unit" ALTER COLUMN "path" TYPE text COLLATE "C";
ALTER TABLE "UnitPlacement" ALTER COLUMN "path" TYPE text COLLATE "C";
ALTER TABLE "AuditEntry" ALTER COLUMN "unitPath" TYPE text COLLATE "C";

-- A unit stands in one place on every day.
ALTER TABLE "UnitPlacement" ADD CONSTRAINT "UnitPlacement_one_place_a_day"
  EXCLUDE USING gist ("unitId" WITH =, daterange("validFrom", "validUntil") WITH &&);
ALTER TABLE "UnitPlacement" ADD CONSTRAINT "UnitPlacement_days_in_order" CHECK ("validUntil" IS NULL OR "validUntil" > "validFrom");
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_days_in_order" CHECK ("validUntil" IS NULL OR "validUntil" > "validFrom");
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_members_known_or_null" CHECK ("members" IS NULL OR "members" >= 0);
ALTER TABLE "Unit" ADD CONSTRAINT "Unit_level_known" CHECK ("level" IN ('cell', 'sectional', 'grassroots', 'directSuperior', 'province'));
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_always_ends" CHECK ("validUntil" > "validFrom");
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_two_people" CHECK ("decidedById" IS NULL OR "proposedById" IS NULL OR "decidedById" <> "proposedById");
ALTER TABLE "Grant" ADD CONSTRAINT "Grant_not_by_its_holder" CHECK ("decidedById" IS NULL OR "decidedById" <> "accountId");
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_contents_known" CHECK ("contents" IN (2, 3, 4));
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_state_known" CHECK ("state" IN ('undated', 'draft', 'submitted', 'approved', 'held', 'reported'));
ALTER TABLE "Congress" ADD CONSTRAINT "Congress_length_positive" CHECK ("lengthHalfDays" BETWEEN 1 AND 20);
ALTER TABLE "PlannedDate" ADD CONSTRAINT "PlannedDate_days_in_order" CHECK ("closesOn" >= "opensOn");
ALTER TABLE "Readiness" ADD CONSTRAINT "Readiness_light_known" CHECK ("light" IN ('red', 'amber', 'green', 'grey') AND "openLight" IN ('red', 'amber', 'green', 'grey'));
ALTER TABLE "Letter" ADD CONSTRAINT "Letter_days_in_order" CHECK (
  ("writtenOn" IS NULL OR "writtenOn" <= "receivedOn") AND ("competentReceivedOn" IS NULL OR "competentReceivedOn" >= "receivedOn"));
ALTER TABLE "LetterSubject" ADD CONSTRAINT "LetterSubject_about_one" CHECK (num_nonnulls("personId", "unitId", "congressId") = 1);
ALTER TABLE "LetterProposal" ADD CONSTRAINT "LetterProposal_two_people" CHECK ("decidedById" IS NULL OR "decidedById" <> "proposedById");

-- One working plan a campaign.
CREATE UNIQUE INDEX "PlanVersion_one_working" ON "PlanVersion" ("campaignId") WHERE "state" = 'working';
CREATE UNIQUE INDEX "PlanVersion_number" ON "PlanVersion" ("campaignId", "number") WHERE "number" IS NOT NULL;

-- A conclusion is never decided by whoever proposed it, even if the application were wrong.
CREATE FUNCTION conclusion_needs_two_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT "proposedById" FROM "ConclusionVersion" WHERE id = NEW."versionId") = NEW."decidedById" THEN
    RAISE EXCEPTION 'a conclusion is decided by another person than its proposer';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "ConclusionDecision_two_people" BEFORE INSERT ON "ConclusionDecision"
  FOR EACH ROW EXECUTE FUNCTION conclusion_needs_two_people();

-- What was once written stays: the log and its seals, the checks' own logs, proposed and decided conclusions.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER "AuditEntry_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "AuditSeal_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "AuditSeal"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "CheckEntry_append_only" BEFORE UPDATE ON "CheckEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "LetterEntry_append_only" BEFORE UPDATE ON "LetterEntry"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "ConclusionVersion_append_only" BEFORE UPDATE ON "ConclusionVersion"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
CREATE TRIGGER "ConclusionDecision_append_only" BEFORE UPDATE ON "ConclusionDecision"
  FOR EACH STATEMENT EXECUTE FUNCTION append_only();
