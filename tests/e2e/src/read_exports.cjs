// Reads a file with a third-party library and prints what it found as JSON: an email with mailparser,
// a calendar with ical.js.
// node read_exports.cjs NODE_MODULES_FOLDER FILE
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, file] = process.argv.slice(2);
const load = (name) => require(require.resolve(name, { paths: [modules] }));

async function readMail(bytes) {
  const mail = await load('mailparser').simpleParser(bytes);
  return {
    to: mail.to ? mail.to.value.map((it) => it.address) : [],
    subject: mail.subject,
    unsent: mail.headers.get('x-unsent'),
    text: mail.text,
    attachments: mail.attachments.map((it) => ({
      name: it.filename,
      type: it.contentType,
      base64: it.content.toString('base64'),
    })),
  };
}

async function readCalendar(bytes) {
  const loaded = load('ical.js');
  const ICAL = loaded.default || loaded;
  const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const alarms = component.getAllSubcomponents('valarm');
    return {
      uid: event.uid,
      on: event.startDate.toString(),
      is_all_day: event.startDate.isDate,
      title: event.summary,
      description: event.description,
      sequence: event.sequence,
      alarms: alarms.map((alarm) => alarm.getFirstPropertyValue('trigger').toString()),
    };
  });
}

const readers = { '.eml': readMail, '.ics': readCalendar };
readers[path.extname(file)](fs.readFileSync(file)).then(
  (found) => process.stdout.write(JSON.stringify(found)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  }
);
