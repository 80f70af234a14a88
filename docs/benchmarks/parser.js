// Counts requests by status with cloudfront-log-parser, as a stream, as its README shows.
const fs = require('fs');
const zlib = require('zlib');
const Parser = require('cloudfront-log-parser');

const counts = {};
fs.createReadStream(process.argv[2])
  .pipe(zlib.createGunzip())
  .pipe(new Parser({ format: 'web' }))
  .on('data', (access) => {
    counts[access['sc-status']] = (counts[access['sc-status']] || 0) + 1;
  })
  .on('end', () => console.log(JSON.stringify(counts)));
