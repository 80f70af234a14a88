/**
 * A read-only view of an AWS account. A question comes in; an answer goes out: a value of the SDK's model types, an error
 * code of AWS about the resource, or the reason why it was not checked. Never an exception. Does not know SDK clients or
 * files: implementations of {@link why403.account.Account} do.
 */
package why403.account;
