package why403.policy;

/**
 * Why the statement that comes closest to allowing a request does not.
 *
 * @param statement its Sid, or its number from 1
 */
public record NearMiss(String statement, Part part, String expected, String found) {}
