/** Adapters to files and memory: recorded accounts, log objects in a folder, a history that lasts one process. */
package why403.folder;
