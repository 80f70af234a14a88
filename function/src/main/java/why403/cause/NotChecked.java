package why403.cause;

/**
 * What a check could not look at.
 *
 * @param what the IAM action, such as {@code wafv2:GetWebACL}
 * @param why for a person: the role lacks it, not recorded, …
 */
public record NotChecked(String what, String why) {}
