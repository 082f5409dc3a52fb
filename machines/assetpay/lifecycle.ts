/** AssetPay over Signicat: what is polled tells of a client, and of the latest of the client's processes. */
export { assetpayClient, type AssetpayClient } from "./client/lifecycle.js";
export { assetpayProcess, type AssetpayProcess } from "./process/lifecycle.js";
export { assetpayClientMessages } from "./client/messages.js";
export { assetpayProcessMessages } from "./process/messages.js";
