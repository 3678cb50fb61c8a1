// What independent readers make of a file, as JSON: mailparser of an e-mail, ical.js of a calendar.
// node read_exports.cjs FOLDER_OF_NODE_MODULES FILE
'use strict';
const fs = require('fs');
const path = require('path');

const [modules, file] = process.argv.slice(2);
const bring = (name) => require(require.resolve(name, { paths: [modules] }));

async function mail(bytes) {
  const read = await bring('mailparser').simpleParser(bytes);
  return {
    to: read.to ? read.to.value.map((it) => it.address) : [],
    subject: read.subject,
    unsent: read.headers.get('x-unsent'),
    text: read.text,
    attachments: read.attachments.map((it) => ({
      name: it.filename,
      type: it.contentType,
      base64: it.content.toString('base64'),
    })),
  };
}

async function calendar(bytes) {
  const loaded = bring('ical.js');
  const ICAL = loaded.default || loaded;
  const whole = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
  return whole.getAllSubcomponents('vevent').map((part) => {
    const event = new ICAL.Event(part);
    const alarms = part.getAllSubcomponents('valarm');
    return {
      uid: event.uid,
      on: event.startDate.toString(),
      is_all_day: event.startDate.isDate,
      title: event.summary,
      about: event.description,
      sequence: event.sequence,
      alarms: alarms.map((alarm) => alarm.getFirstPropertyValue('trigger').toString()),
    };
  });
}

const readers = { '.eml': mail, '.ics': calendar };
readers[path.extname(file)](fs.readFileSync(file)).then(
  (found) => process.stdout.write(JSON.stringify(found)),
  (error) => {
    console.error(error);
    process.exitCode = 1;
  }
);
