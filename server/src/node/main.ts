import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { startNodeServer } from './server.ts';

startNodeServer(createConnection(ProposedFeatures.all));
