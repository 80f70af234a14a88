/**
 * The CDK app. Options come in; a CloudFormation template with the function and its resources goes out. The package takes
 * the IAM actions, setting names and metric names from the function. It does not know how the function works.
 */
package why403.infra;
