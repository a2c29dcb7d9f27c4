"""`make stop`: stops the embedded servers of the data folder, whoever started them."""

from portal.embedded import broker, postgres
from portal.embedded.children import end_leftovers
from portal.embedded.places import data_folder

if __name__ == "__main__":
    data = data_folder()
    end_leftovers(data)
    broker.stop(data)
    postgres.stop(data)
