import { callFunction } from '#db/call-function.server.ts';
import type { QueryHandle } from '#db/request-db.server.ts';
import type { PictureCommand } from './schema.ts';
import type { ReceivedPicture } from './upload.server.ts';

type Received = Extract<ReceivedPicture, { picture: unknown }>;

/** Adds a picture whose files were stored. */
export function addToolPicture(
  handle: QueryHandle,
  toolId: string,
  { id, alt }: { id: string; alt: string },
  { picture, small }: { picture: NonNullable<Received['picture']>; small: Received['small'] },
) {
  return callFunction(handle, 'add_tool_picture', {
    id,
    toolId,
    alt,
    key: picture.key,
    width: picture.width,
    height: picture.height,
    smallKey: small?.key ?? null,
    smallWidth: small?.width ?? null,
  });
}

/** Does what a form about one picture of the gallery asks for. */
export function changeToolPicture(
  handle: QueryHandle,
  toolId: string,
  command: Exclude<PictureCommand, { intent: 'add' }>,
) {
  const { id } = command;
  switch (command.intent) {
    case 'describe':
      return callFunction(handle, 'describe_tool_picture', { toolId, id, alt: command.alt });
    case 'move':
      return callFunction(handle, 'move_tool_picture', { toolId, id, position: command.position });
    case 'remove':
      return callFunction(handle, 'remove_tool_picture', { toolId, id });
  }
}
