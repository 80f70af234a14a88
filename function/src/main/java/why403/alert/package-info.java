/**
 * One notice in its forms: the text that a person is woken by, the custom notification for a chat, the line of JSON that
 * a program reads, and the one SNS message that holds them all. An incident and its diagnosis come in, bytes go out;
 * nothing secret is among them.
 */
package why403.alert;
