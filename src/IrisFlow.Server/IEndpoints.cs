using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server;

/// <summary>The routes of one resource. Every class of this project that implements this is mapped: a new resource is one new file.</summary>
internal interface IEndpoints
{
    /// <summary>Maps the routes.</summary>
    /// <param name="api">The group <c>/api</c>.</param>
    void Map(IEndpointRouteBuilder api);
}
