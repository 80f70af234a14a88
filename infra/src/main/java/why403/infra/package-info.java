/** The CDK app that deploys the function, with all that stands around it. */
package why403.infra;
