# The Qdrant server with an embedding of its own: the one it comes with would fetch a model.
from mcp_server_qdrant.embeddings.base import EmbeddingProvider
from mcp_server_qdrant.mcp_server import QdrantMCPServer
from mcp_server_qdrant.settings import QdrantSettings, ToolSettings


class NoEmbedding(EmbeddingProvider):
    async def embed_documents(self, documents):
        return [[0.0] for _ in documents]

    async def embed_query(self, query):
        return [0.0]

    def get_vector_name(self):
        return "none"

    def get_vector_size(self):
        return 1


QdrantMCPServer(
    tool_settings=ToolSettings(), qdrant_settings=QdrantSettings(), embedding_provider=NoEmbedding()
).run(transport="stdio")
