/**
 * CloudFront's standard logs in all their formats. The bytes of a log object come in, its records go out, one at a
 * time, whatever the object's size. Knows nothing of what the records mean, and opens nothing by itself: {@link
 * why403.log.LogStore} does.
 */
package why403.log;
