/**
 * One notice in its forms: the text that a person is woken by, and the line of JSON that a program reads. An incident
 * and its diagnosis come in, bytes go out; nothing secret is among them.
 */
package why403.alert;
