/** Signs URLs and policies for tests and for the generator of samples. */
package why403.signing;
