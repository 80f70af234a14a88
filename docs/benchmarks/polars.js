// Counts requests by status with polars, which reads the unpacked log as one table.
const fs = require('fs');
const zlib = require('zlib');
const pl = require('nodejs-polars');

const unpacked = zlib.gunzipSync(fs.readFileSync(process.argv[2]));
const log = pl.readCSV(unpacked, {
  sep: '\t', hasHeader: false, skipRows: 2, quoteChar: '', inferSchemaLength: 100, columns: ['column_9'],
});
console.log(log.groupBy('column_9').len().toString());
