using IrisFlow.Hosting.Documents;
using IrisFlow.Server.Description;
using IrisFlow.Server.Reading;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace IrisFlow.Server.Access;

/// <summary>Signing in and out.</summary>
internal sealed class SessionEndpoints : IEndpoints
{
    /// <inheritdoc/>
    public void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session", BeginAsync).ForAnybody().WithName("signIn").WithSummary("Begins a session with a token.").Takes<SignInRequest>().GivesNothing();
        api.MapGet("/session", Show).WithName("showSession").WithSummary("Who is signed in, and where.").Gives("session");
        api.MapDelete("/session", End).For(Role.Viewer).WithName("signOut").WithSummary("Ends the session.").GivesNothing();
    }

    private static async Task<IResult> BeginAsync(HttpContext context, Gate gate)
    {
        var request = await Requests.ReadAsync<SignInRequest>(context, limit: 4096);
        context.Features.Set(gate.SignIn(context, request.Token));
        return Results.NoContent();
    }

    private static Document Show(HttpContext context, LiveWorkspace live)
    {
        var caller = Caller.Of(context);
        return new(json =>
        {
            json.WriteStartObject();
            json.WriteString("name", caller.Name);
            json.WriteString("role", TokenJson.NameOf(caller.Role));
            json.WriteString("workspace", Path.GetFileName(live.Current.Root));
            json.WriteString("version", StudioServer.Version);
            json.WriteEndObject();
        });
    }

    private static IResult End(HttpContext context, Gate gate)
    {
        gate.SignOut(context);
        return Results.NoContent();
    }
}

/// <summary>What signs somebody in.</summary>
/// <param name="Token">The token that the server printed, or an API token.</param>
internal sealed record SignInRequest(string Token);
