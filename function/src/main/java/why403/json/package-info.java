/** JSON text to trees and back: what every step may use, as it does the JDK. */
package why403.json;
