/** The command line. */
package why403.cli;
