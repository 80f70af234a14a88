/**
 * Words for people and for shells. Values come in that a viewer or anybody else may have chosen; text goes out that is
 * safe to show or to paste. Every step may use it, and it uses none.
 */
package why403.text;
