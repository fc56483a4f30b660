using IrisFlow.Hosting.Access;
using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Description;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Access;

/// <summary>API tokens. Only editors see them, so nobody makes a token that allows more than the own one.</summary>
internal sealed class TokenEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tokens", List).For(Role.Editor).WithName("listTokens").WithSummary("All API tokens, those that ended among them.").Lists("tokens");
        api.MapPost("/tokens", CreateAsync).For(Role.Editor).WithName("createToken").WithSummary("Makes an API token; only this answer holds its text.").Takes<TokenRequest>().Gives("token", StatusCodes.Status201Created);
        api.MapDelete("/tokens/{id}", Revoke).For(Role.Editor).WithName("revokeToken").WithSummary("Takes an API token back, and ends the sessions that were begun with it.").GivesNothing();
    }

    private static Document List(LiveWorkspace live, TimeProvider clock)
    {
        var tokens = live.Current.Store.Tokens();
        return new(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var token in tokens)
            {
                TokenJson.Write(json, token, clock.GetUtcNow());
            }

            json.WriteEndArray();
            json.WriteNull("next");
            json.WriteEndObject();
        });
    }

    private static async Task<IResult> CreateAsync(HttpContext context, LiveWorkspace live, TimeProvider clock)
    {
        var request = await Requests.ReadAsync<TokenRequest>(context, limit: 4096);
        var now = clock.GetUtcNow();
        var (token, text) = ApiTokens.Create(live.Current.Store, request.Name, request.Role, request.ExpiresAt, Caller.Of(context).Name, now);
        return new Document(json => TokenJson.Write(json, token, now, text), StatusCodes.Status201Created) { Location = $"/api/tokens/{token.Id}" };
    }

    private static IResult Revoke(string id, LiveWorkspace live, TimeProvider clock)
    {
        ApiTokens.Revoke(live.Current.Store, id, clock.GetUtcNow());
        return Results.NoContent();
    }
}

/// <summary>An API token to make.</summary>
/// <param name="Name">Whom or what it is for.</param>
/// <param name="Role">What it allows.</param>
internal sealed record TokenRequest(string Name, Role Role)
{
    /// <summary>When it ends; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}
