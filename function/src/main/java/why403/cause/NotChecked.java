package why403.cause;

/**
 * Something that a check could not look at.
 *
 * @param what the IAM action, such as {@code wafv2:GetWebACL}
 * @param why for a person, such as {@code the role lacks it}
 */
public record NotChecked(String what, String why) {}
