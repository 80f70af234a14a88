/**
 * Writes one notice in all its forms: text for an email, a custom notification for a chat, a line of JSON for programs,
 * and the one SNS message that holds them. An incident and its diagnosis come in, and bytes without secrets go out. Knows
 * nothing of how a cause is found, nor of how a message is sent.
 */
package why403.alert;
