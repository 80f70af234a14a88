package why403.policy;

/**
 * The reason why the statement that comes closest to allowing a request does not allow it.
 *
 * @param statement its Sid, or its number from 1
 */
public record NearMiss(String statement, Part part, String expected, String found) {}
