/** Reads JSON text into trees and writes trees as text. Every package can use it; it knows no other package. */
package why403.json;
