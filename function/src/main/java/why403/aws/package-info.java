/** Adapters to AWS: the only package that holds the SDK's clients. */
package why403.aws;
