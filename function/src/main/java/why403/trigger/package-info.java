/**
 * What Lambda is invoked with. An event of any shape comes in as a JSON tree; the log objects that it names go out,
 * message by message. Knows nothing of what the objects hold, nor how they are opened.
 */
package why403.trigger;
