/**
 * The events that invoke the Lambda function. An event of any shape comes in as a JSON tree; the log objects that it names
 * go out, message by message. Does not know what the objects contain or how they are opened.
 */
package why403.trigger;
