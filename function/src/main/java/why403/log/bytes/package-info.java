/**
 * The stored bytes of a log object come in; its lines go out, unpacked, one at a time, whatever the object's size. Does
 * not know what a line means: {@link why403.log} reads formats and records.
 */
package why403.log.bytes;
