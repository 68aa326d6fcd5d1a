public import DuckDBEngine
public import Workflows

extension DuckDBConnection: WorkConnection {}
