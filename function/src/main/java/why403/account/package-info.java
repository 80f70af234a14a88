/**
 * A read-only view of an AWS account. A question goes in; an answer comes out: the SDK's own model type, AWS's own
 * refusal, or why nobody looked. Never an exception. Knows no client and no file: an {@link why403.account.Account}
 * does.
 */
package why403.account;
