// sqs-consumer: ten are received, worked on at once, and deleted together. GET by undici, INSERT by pg.
import { writeFileSync, writeSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(new URL("../../../.peers/node/", import.meta.url));
const { SQSClient } = require("@aws-sdk/client-sqs");
const { Consumer } = require("sqs-consumer");
const { Pool } = require("pg");
const { request } = require("undici");

const { CAS3_QUEUE_URL, CAS3_DELIUS_URL, PEER_AUTHORIZATION } = process.env;
const AT_ONCE = 10;
const LONG_POLL_SECONDS = 2;
const INSERT = { name: "insert", text: "INSERT INTO peer_event VALUES ($1, $2, $3, $4)" };

const database = new Pool({
  connectionString: CAS3_DELIUS_URL.split("?")[0].replace("+psycopg", ""),
  max: AT_ONCE,
});
let requests = 0;
const sqs = new SQSClient({});
sqs.middlewareStack.add((next) => (call) => ((requests += 1), next(call)), { step: "initialize" });

function say(event, eventId) {
  writeSync(1, `{"event": "${event}", "eventId": "${eventId}", "timestamp": "${new Date().toISOString()}"}\n`);
}

async function handle(message) {
  const { detailUrl } = JSON.parse(JSON.parse(message.Body).Message);
  const answer = await request(detailUrl, { headers: { authorization: PEER_AUTHORIZATION } });
  const { id, eventType, eventDetails } = await answer.body.json();
  const values = [id, eventDetails.personReference.crn, eventType, JSON.stringify(eventDetails)];
  await database.query({ ...INSERT, values });
  say("Recorded", id);
  return message;
}

const consumer = Consumer.create({
  sqs,
  queueUrl: CAS3_QUEUE_URL,
  batchSize: AT_ONCE,
  waitTimeSeconds: LONG_POLL_SECONDS,
  handleMessageBatch: (messages) => Promise.all(messages.map(handle)),
});
for (const name of ["error", "processing_error"]) {
  consumer.on(name, (error) => console.error(error));
}
process.on("SIGTERM", () => {
  writeFileSync(process.argv.at(-1), JSON.stringify({ all: requests }));
  process.exit(0);
});
consumer.start();
say("Started", "");
