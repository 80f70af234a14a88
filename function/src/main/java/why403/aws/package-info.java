/**
 * Adapters to AWS: the SDK clients, the live account, log objects in S3 and notices to SNS. Questions, log objects and
 * notices come in; answers, streams and messages for people go out. The DynamoDB adapters are in {@code aws.table}, which
 * uses this package; this package does not know that one. Only these two packages use SDK clients.
 */
package why403.aws;
