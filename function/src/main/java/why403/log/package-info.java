/**
 * CloudFront's standard logs in all their formats. The bytes of a log object come in; its records go out, one at a time.
 * Does not know what the records mean, and opens no object: a {@link why403.log.LogStore} does. The bytes themselves
 * (unpacking, lines) are the work of {@link why403.log.bytes}.
 */
package why403.log;
