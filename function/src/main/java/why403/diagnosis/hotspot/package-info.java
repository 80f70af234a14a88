/**
 * Where the refused requests are: the hosts, paths, countries and so on that hold most of them and little else. A sample
 * comes in, at most three hot spots go out. Knows nothing of the account and of causes.
 */
package why403.diagnosis.hotspot;
