/** Hashes with a secret key: whoever does not know the key can neither compute a hash nor choose values of equal hash. */
package why403.hash;
