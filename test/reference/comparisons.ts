// The histories on which the engine and the reference are compared: for each lifecycle some policies and some reports, of
// which every order is a history.
import { assetpayClient, assetpayProcess } from "../../machines/assetpay/lifecycle.js";
import { fortid } from "../../machines/fortid/lifecycle.js";
import { iinkedsign } from "../../machines/iinkedsign/lifecycle.js";
import { personaInquiry, personaVerification } from "../../machines/persona/lifecycle.js";
import { assetpayClientModel } from "./assetpay-client.js";
import { assetpayProcessModel } from "./assetpay-process.js";
import { comparing, type Comparison } from "./comparison.js";
import { fortidModel } from "./fortid.js";
import { iinkedsignModel } from "./iinkedsign.js";
import { personaInquiryModel } from "./persona-inquiry.js";
import { personaVerificationModel } from "./persona-verification.js";
import { bothChannels, counting, events, ofRuns, polls, showing, webhooks } from "./reports.js";

const announcedByIinkedsign = [...iinkedsign.definition.announced.always, ...iinkedsign.definition.announced.maybe];
const attempts = [0, 1, 2, 3];

const ofIinkedsign = [
  ...comparing(
    iinkedsign,
    iinkedsignModel,
    [
      { maxAttempts: 1, maxErrors: 1, maxResets: 0 },
      { maxAttempts: 3, maxErrors: 1, maxResets: 0 },
      { maxAttempts: 2, maxErrors: 1, maxResets: 1, steps: ["kba"] },
      { maxAttempts: 3, maxErrors: "unlimited", maxResets: "unlimited" },
      { maxAttempts: "unlimited", maxErrors: 2, maxResets: 0 },
      { maxAttempts: 2, maxErrors: 1, maxResets: 1, steps: ["identity"], resetKeepsVerificationId: true },
    ],
    { of: "both channels", reports: bothChannels(iinkedsign.statuses) },
    {
      of: "runs",
      reports: [
        ...ofRuns(webhooks(announcedByIinkedsign), ["A", "B", undefined]),
        ...ofRuns(polls(["start", "failed"]), ["A", "B"]),
      ],
      length: 4,
    },
  ),
  ...comparing(iinkedsign, iinkedsignModel, [{}], {
    of: "announced statuses",
    reports: webhooks(announcedByIinkedsign),
    // Each further report multiplies the time.
    length: process.env["CI"] === undefined ? 4 : 6,
  }),
  ...comparing(iinkedsign, iinkedsignModel, [{ maxAttempts: 2, maxErrors: 1 }], {
    of: "both channels",
    reports: bothChannels(iinkedsign.statuses),
    length: 4,
  }),
  ...comparing(iinkedsign, iinkedsignModel, [{ maxAttempts: 3, maxErrors: 2, maxResets: 1 }], {
    of: "polls that state their counts",
    reports: [
      ...counting(
        polls(["start", "failed", "error", "failed_reset"]),
        attempts.flatMap((failures) => [{ failures }, { failures, errors: 1 }]),
      ),
      ...webhooks(announcedByIinkedsign),
    ],
    length: 3,
  }),
  ...comparing(iinkedsign, iinkedsignModel, [{ maxAttempts: 3, maxErrors: 1, maxResets: 0 }], {
    of: "both channels where only `passed` is subscribed to",
    reports: bothChannels(iinkedsign.statuses),
    subscribed: ["passed"],
  }),
];

const { statuses: verificationStatuses } = personaVerification;
const aTypeOfEachKind = ["email-address", "aamva", "document", "database-business", "government-id"];

const ofPersonaVerification = [
  ...comparing(
    personaVerification,
    personaVerificationModel,
    [
      {},
      { resubmitSameObject: true },
      ...[...aTypeOfEachKind, "nobody-knows-this"].flatMap((type) => [{ type }, { type, resubmitSameObject: true }]),
    ],
    { of: "both channels", reports: bothChannels(verificationStatuses) },
  ),
  ...comparing(personaVerification, personaVerificationModel, [{}, { type: "email-address" }], {
    of: "both channels where only results are subscribed to",
    reports: bothChannels(verificationStatuses),
    subscribed: ["passed", "failed", "requires_retry"],
  }),
  ...comparing(
    personaVerification,
    personaVerificationModel,
    [{}, { type: "aamva" }, { type: "qes-infocert", resubmitSameObject: true }],
    {
      of: "both channels that show a type",
      reports: [
        ...bothChannels(verificationStatuses),
        ...showing(bothChannels(verificationStatuses), ["email-address", "database-standard", "database-business"]),
      ],
    },
  ),
];

const { statuses: inquiryStatuses } = personaInquiry;
const ofAVerification = events(["verification.created", "verification.failed"]);

const ofPersonaInquiry = [
  ...comparing(
    personaInquiry,
    personaInquiryModel,
    [
      {},
      { decisionsOverturn: false },
      { maxAttempts: 1 },
      { maxAttempts: 2, decisionsOverturn: false },
      { maxAttempts: 3 },
      { maxAttempts: "unlimited" },
      { maxAttempts: "unlimited", decisionsOverturn: false },
    ],
    {
      of: "both channels and its verifications' events",
      reports: [...bothChannels(inquiryStatuses), ...ofAVerification],
      mostCounted: 3,
    },
  ),
  ...comparing(personaInquiry, personaInquiryModel, [{}, { maxAttempts: 3 }], {
    of: "both channels and its verifications' events where only decisions are subscribed to",
    reports: [...bothChannels(inquiryStatuses), ...ofAVerification],
    subscribed: ["approved", "declined"],
    mostCounted: 3,
  }),
  ...comparing(personaInquiry, personaInquiryModel, [{ maxAttempts: 3 }, {}], {
    of: "polls that state their counts",
    reports: [
      ...counting(
        polls(["created", "pending", "expired"]),
        attempts.map((failures) => ({ failures })),
      ),
      ...bothChannels(inquiryStatuses),
      ...ofAVerification,
    ],
    length: 4,
  }),
];

const ofAssetpay = [
  ...comparing(assetpayProcess, assetpayProcessModel, [{}, { lateResults: false }, { lateResults: true }], {
    of: "polls",
    reports: polls(assetpayProcess.statuses),
  }),
  ...comparing(
    assetpayClient,
    assetpayClientModel,
    [{}, { maxProcesses: 1 }, { maxProcesses: 2 }, { maxProcesses: 3 }, { maxProcesses: "unlimited" }],
    { of: "polls", reports: polls(assetpayClient.statuses) },
    {
      of: "polls of runs",
      reports: ofRuns(polls(assetpayClient.statuses), ["A", "B", undefined]),
    },
  ),
];

const ofFortid = comparing(
  fortid,
  fortidModel,
  [{}, { finishedSessionsExpire: false }, { finishedSessionsExpire: true }],
  { of: "polls", reports: polls(fortid.statuses) },
);

export const comparisons: readonly Comparison[] = [
  ...ofIinkedsign,
  ...ofPersonaVerification,
  ...ofPersonaInquiry,
  ...ofAssetpay,
  ...ofFortid,
];
